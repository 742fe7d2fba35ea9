"""Renderings of a result: console, tables, workbook, PDF; they compute nothing."""
