from django.db import models


class DocumentKind(models.TextChoices):
    RECTIFICATION_NOTICE = "rectification_notice", "廉政风险预警整改通知书"
    WARNING_NOTICE = "warning_notice", "廉政风险预警通知书"
    DELIVERY_RECEIPT = "delivery_receipt", "送达回执"
    BULLETIN = "bulletin", "廉政风险预警信息参阅"


class Layout(models.TextChoices):
    """How a notice is laid out: as an official document, or in the form of a letter (GB/T 9704-2012, 10.1)."""

    DOCUMENT = "document", "文件格式"
    LETTER = "letter", "信函格式"


class FileKind(models.TextChoices):
    """What an attachment may be; the value is the content type it is served with."""

    JPEG = "image/jpeg", "JPEG 图片"
    PNG = "image/png", "PNG 图片"
    HEIC = "image/heic", "HEIC 图片"
    PDF = "application/pdf", "PDF 文件"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格"


EXTENSIONS = {
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.HEIC: (".heic", ".heif"),
    FileKind.PDF: (".pdf",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
}
