"""A body as Markdown and back, so that articles can be written in files, exported and compared.

Ordinary Markdown, and one form for each other block:

    :::note Title            note, tip, warning or fraud, until a line `:::`
    :::steps                 `### What to do`, text, `![alt](picture-name)`
    :::questions             `### Question`, answer
    :::compare               `### Name | good for`, a list of points
    :::applies countries=JP,BR account=business
    :::video name-or-address Title
    :::decision topic=deposit
        ? key Question       text below it, then `- Answer -> key`
        ! key Outcome        text below it; `[no contact]` at the end of the line offers none
    :::related key, key
    :::contact topic Text
    ![alt](picture-name "caption")      alone on a line
    tables and ``` code as usual
"""

from madoguchi.helpcenter.markdown.read import MarkdownError, blocks_of
from madoguchi.helpcenter.markdown.write import markdown_of

__all__ = ["MarkdownError", "blocks_of", "markdown_of"]
