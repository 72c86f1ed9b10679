"""Releases of our own, in the manner of real ones; who is in them is invented."""

from __future__ import annotations

ENGLISH = (
    "PRESS RELEASE\n\nThe forum was opened by Ms. Ana Ruiz, Minister of Health of Peru. "
    "Mr. Tomas Berg, Minister of Finance of Norway, spoke by video."
)
FRENCH = "Communiqué\n\nM. Jean Delmas, ministre de la Santé du Sénégal, a prononcé un discours à la conférence de Dakar."
RUSSIAN = "На форуме выступил министр иностранных дел Казахстана Ерлан Сеитов."
ARABIC = "ألقى كلمة الافتتاح وزير الصحة الأردني خالد المومني في المؤتمر."
CHINESE = "外交部长李文博出席会议并致辞。"
EMOJI = "🌍🕊️ Summit 🎉\r\n\r\nThe meeting 👩🏽‍⚕️ was opened by Ana Ruiz 🎤, Minister of Health of Peru.\r\nShe thanked all. 🙏"

ALL = (ENGLISH, FRENCH, RUSSIAN, ARABIC, CHINESE, EMOJI)
