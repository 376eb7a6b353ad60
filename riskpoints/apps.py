from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.gates import BUSINESS
from core.registries import (
    Entry,
    actions,
    chain,
    deadline_kinds,
    disclosures,
    duties,
    menu,
    step_marks,
    sweepers,
    todos,
    trails,
)


class RiskpointsConfig(AppConfig):
    name = "riskpoints"
    verbose_name = "风险点"

    def ready(self):
        from audit import sentences
        from riskpoints import access, imports, letters, queries, sweep
        from riskpoints.duties import DUTIES
        from riskpoints.todos import catalogues, reviews, screenings
        from riskpoints.trails import FLOOR

        post_migrate.connect(imports.load_reference, sender=self)
        sentences.register_all(letters.SENTENCES)
        deadline_kinds[letters.REVIEW.name] = letters.REVIEW
        deadline_kinds[letters.SCREENING.name] = letters.SCREENING
        sweepers.add(sweep.ask_reviews)
        todos.add(reviews)
        todos.add(screenings)
        todos.add(catalogues)
        disclosures.add(queries.disclosed)
        duties.add_all(DUTIES)
        chain.add(queries.chain_links)
        trails.add(FLOOR)
        step_marks.add(queries.marks_on)
        actions.add(access.actions_on_power)
        menu.add(Entry("登记", "风险点", "outline/alert-triangle", "riskpoints:index", BUSINESS, order=41))
