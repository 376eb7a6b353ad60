"""What this floor's deeds are called in the audit."""

SENTENCES = {
    "dashboard.export": "下载了廉政风险一览的PDF",
}
