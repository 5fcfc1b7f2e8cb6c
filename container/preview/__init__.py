"""The function PreviewFile: the first rows of a workbook, a CSV or a text file, read behind guards."""
