"""Workbooks in which appraisers amend data or points, and units explain themselves."""
