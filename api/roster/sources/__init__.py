"""The files of an import: workbooks and delimited text become pages of cells."""
