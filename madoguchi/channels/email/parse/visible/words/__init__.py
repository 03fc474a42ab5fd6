"""Words of mail programs, by language: what stands above a quote and below a signature."""
