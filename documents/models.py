"""The number register, the documents that left the house, and what was attached to things. Only workflow.py writes."""

from django.db import models
from django.db.models import Q

from documents import rules
from documents.enums import DocumentKind, FileKind


class NumberSeries(models.Model):
    """One 机关代字 in one year. `last` is the highest number given out; its row lock is what keeps numbers apart."""

    code = models.CharField("机关代字", max_length=50)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "文号系列"
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="numberseries_once_a_year"),
            models.CheckConstraint(
                name="numberseries_four_digit_year", condition=Q(year__range=(2000, 2999))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class RegisteredNumber(models.Model):
    """One number given out. A voided one stays in the register with its reason: there are no gaps."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers", verbose_name="文号系列")
    serial = models.PositiveIntegerField("顺序号")
    text = models.CharField("文号", max_length=80, unique=True)
    taken_on = models.DateField("取号日期")
    taken_by = models.CharField("取号人", max_length=50)
    purpose = models.CharField("用途", max_length=300)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_by = models.CharField("作废人", max_length=50, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "文号"
        ordering = ["series", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["series", "serial"], name="number_once_in_its_series"),
            models.CheckConstraint(name="number_starts_at_one", condition=Q(serial__gte=1)),
            models.CheckConstraint(
                name="number_voided_with_a_reason",
                condition=Q(voided_at=None, voided_by="", void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(voided_by="") & ~Q(void_reason="")),
                violation_error_message="作废文号须写明原因和作废人。",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class WrittenOnce(models.Model):
    """A row that is inserted and then only read."""

    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise TypeError(f"{self._meta.label}: a row of this kind is written once")
        super().save(**(options | {"force_insert": True}))

    def delete(self, **options):
        raise TypeError(f"{self._meta.label}: a row of this kind is kept")


class IssuedDocumentManager(models.Manager):
    """Leaves the files in the database until one is asked for; lists and links never need them."""

    def get_queryset(self):
        return super().get_queryset().defer("pdf", "docx", "snapshot")


class IssuedDocument(WrittenOnce):
    """A document as it left the house: its very bytes, their hash, and the data they were set from. Never set again."""

    kind = models.CharField("文种", max_length=30, choices=DocumentKind)
    number = models.OneToOneField(
        RegisteredNumber, models.PROTECT, null=True, blank=True, related_name="document", verbose_name="文号"
    )
    title = models.CharField("标题", max_length=300)
    issued_on = models.DateField("成文日期")
    issued_by_name = models.CharField("经办人", max_length=50)
    snapshot = models.JSONField("数据快照")
    pdf = models.BinaryField("PDF 原件")
    pdf_sha256 = models.CharField("原件 SHA-256", max_length=64)
    docx = models.BinaryField("Word 工作稿")
    template_version = models.CharField("模板版本", max_length=60)
    substitutions = models.JSONField("替代字体", default=dict, blank=True)
    check_code = models.CharField("核验码", max_length=rules.CHECK_LENGTH, unique=True)
    is_demo = models.BooleanField("演示", default=False)

    objects = IssuedDocumentManager()

    class Meta:
        verbose_name = "印发文书"
        base_manager_name = "objects"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="issueddocument_notice_has_a_number",
                condition=Q(number__isnull=False) | Q(kind=DocumentKind.DELIVERY_RECEIPT),
                violation_error_message="通知书必须有文号。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number_id else self.title

    @property
    def printed_check_code(self) -> str:
        return rules.grouped(self.check_code)


class WordTemplateManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("content")


class WordTemplate(WrittenOnce):
    """What the office's Word copies of one kind are filled into from a moment on. Without content: the built-in again."""

    kind = models.CharField("文种", max_length=30, choices=DocumentKind)
    edition = models.PositiveIntegerField("版本")
    name = models.CharField("文件名", max_length=rules.NAME_LENGTH)
    content = models.BinaryField("模板")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by_name = models.CharField("更换人", max_length=200)
    added_at = models.DateTimeField("更换时间")

    objects = WordTemplateManager()

    class Meta:
        verbose_name = "文书模板"
        base_manager_name = "objects"
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["kind", "edition"], name="wordtemplate_edition_once")]

    def __str__(self) -> str:
        return f"《{self.get_kind_display()}》模板第{self.edition}版"

    @property
    def is_built_in(self) -> bool:
        return not self.name


class Attachment(WrittenOnce):
    """A file somebody added to a thing of another app, which alone decides who may open it."""

    owner_type = models.CharField("所属对象类型", max_length=60)
    owner_id = models.CharField("所属对象编号", max_length=40)
    name = models.CharField("文件名", max_length=rules.NAME_LENGTH)
    kind = models.CharField("文件类型", max_length=100, choices=FileKind)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by_name = models.CharField("上传人", max_length=50)
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "附件"
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="attachment_by_owner")]

    def __str__(self) -> str:
        return self.name
