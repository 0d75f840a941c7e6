"""What a reader sees of a page's Markdown: first its blocks, then what stands inside each."""
