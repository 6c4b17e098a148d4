"""How a language words things: terms of the page, facts as text, and text read back as facts."""
