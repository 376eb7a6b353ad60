"""What is done on this floor, in words."""

SENTENCES = {
    "duties.dismissed": "把“{what}”列为不作为问题，至{until}，理由：{reason}",
    "duties.taken_back": "重新把“{what}”作为问题",
}
