"""Problems as text, JSON, annotations of a code host, and SARIF."""
