"""Attachments: photos and documents, kept outside what is served."""
