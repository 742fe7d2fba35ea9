"""Frozen data, exact numbers and findings; knows no file and no format."""
