"""Where values meet files: questionnaire folders, assessment files, the library."""
