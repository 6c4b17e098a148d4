"""pdfium: pictures, words, lines, and the tagged text of PDFs. `library` alone imports it."""
