"""A worksheet as a document many write in at once: what it may hold, who may write where, and what stands in it.

Pure: no clock, no database, no web. Updates and a definition in; rows, an outline, or a refusal in words out.
"""
