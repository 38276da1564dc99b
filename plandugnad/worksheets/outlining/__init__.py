"""A sheet as a document of headings, lists and tables that is read and written in by plain forms, without scripts."""
