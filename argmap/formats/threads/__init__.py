"""Readers of debate threads, a module for each format."""
