"""What an article's body is made of. Every block has a template of the same name and a form in markdown/."""

from __future__ import annotations

from madoguchi.helpcenter.blocks.decision import DecisionBlock
from madoguchi.helpcenter.blocks.media import PictureBlock, VideoBlock
from madoguchi.helpcenter.blocks.offers import AppliesBlock, ContactBlock, RelatedBlock
from madoguchi.helpcenter.blocks.steps import StepsBlock
from madoguchi.helpcenter.blocks.tables import ComparisonBlock, TableBlock
from madoguchi.helpcenter.blocks.text import AccordionBlock, CalloutBlock, CodeBlock, TextBlock

BODY = [
    ("text", TextBlock()),
    ("steps", StepsBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("callout", CalloutBlock()),
    ("table", TableBlock()),
    ("comparison", ComparisonBlock()),
    ("accordion", AccordionBlock()),
    ("code", CodeBlock()),
    ("applies", AppliesBlock()),
    ("decision", DecisionBlock()),
    ("related", RelatedBlock()),
    ("contact", ContactBlock()),
]
