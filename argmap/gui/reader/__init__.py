"""The virtualised reader of posts."""
