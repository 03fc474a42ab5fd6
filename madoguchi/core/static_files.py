"""Static files in production: compressed, under names with a digest, so that browsers keep them for good."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also rewrites the imports between our ES modules, so that a changed module is fetched anew."""

    support_js_module_import_aggregation = True
    # One pass a step in the longest chain of imports.
    max_post_process_passes = 30
