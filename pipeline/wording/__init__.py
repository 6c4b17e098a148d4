"""Words of a language: terms of the page, facts as text, and text compared with facts."""
