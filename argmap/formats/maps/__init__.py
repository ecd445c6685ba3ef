"""Readers and writers of whole debates and argument maps, a module for each format."""
