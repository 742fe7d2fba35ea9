"""Workbooks that go out to units and come back."""
