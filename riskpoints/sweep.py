"""What time does to the register: points that hang on something changed ask to be looked at again (art. 15)."""

from datetime import date

from riskpoints import queries, workflow


def ask_reviews(on: date) -> dict[str, int]:
    points = list(queries.to_be_flagged())
    for point in points:
        workflow.ask_review(point, on=on)
    return {"reviews_asked": len(points)}
