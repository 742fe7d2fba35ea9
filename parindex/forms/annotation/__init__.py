"""The annotated copy of a returned workbook, step by step: parts, colours, comments, list."""
