"""What is laid out in pieces, as a Word document and as a PDF that is read aloud. Knows nothing of what it says."""
