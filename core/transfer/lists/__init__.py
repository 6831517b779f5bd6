"""Writing a long list to a workbook, page by page, in a process of its own."""
