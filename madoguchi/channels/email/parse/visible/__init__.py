"""What a person wrote in a plain-text mail body, apart from quotes, headers of quotes and signatures."""

from madoguchi.channels.email.parse.visible.fold import Part, fold, visible_text

__all__ = ["Part", "fold", "visible_text"]
