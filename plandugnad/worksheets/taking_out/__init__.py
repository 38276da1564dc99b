"""A sheet on paper and in files: DOCX to edit, tagged PDF, XLSX of what is tables, and the empty form to write on.

`outlay` says once what stands where; `document`, `paper` and `spreadsheet` write it. Nothing here asks the database:
whoever calls has read the rows, and knows what the reader may see of them.
"""
