"""Help pages kept whole in memory, for readers who are nobody in particular.

Django draws a page and `middleware` keeps it with the tags of all it shows; `door` gives it out before Django is asked;
`freshness` learns from the database, at most a second late, which tags are out of date, whichever process changed them.
"""
