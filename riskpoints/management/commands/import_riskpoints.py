from core.spreadsheets.command import ImportCommand
from powers import queries
from riskpoints import imports


class Command(ImportCommand):
    help = "导入风险点，全部正确才保存。带 inferred_fields 一列的示例清单只进示例库，不进任何单位的风险库。"

    def units(self):
        return queries.names_of(queries.units_with_powers())

    def read(self, upload, **options):
        return imports.read_register(upload, by=None, units=queries.units_with_powers(), **options)

    def read_examples(self, upload, *, check_only):
        return imports.load_examples(upload, check_only=check_only)
