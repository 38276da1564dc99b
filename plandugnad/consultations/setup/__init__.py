"""What is put out, by those who write the plan: days, words, documents, and when it is published."""
