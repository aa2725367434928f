"""The whole way of a district's day: from a workbook to a stored plan, step by step."""
