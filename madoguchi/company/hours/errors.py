class HoursError(ValueError):
    """Opening hours or a moment that cannot be understood; the text says why in plain words."""


class NeverOpens(HoursError):
    """The schedule has no opening in the direction that was asked for."""
