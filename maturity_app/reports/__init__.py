"""What a report says, and how it becomes a PDF, a workbook or text."""
