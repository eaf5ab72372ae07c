// Who lives in a fresh installation and what they have said, in the language of the machine.

const russian = {
  people: { anna: "Анна Лебедева", boris: "Борис Ким", vera: "Вера Орлова", gleb: "Глеб Соколов", darya: "Дарья Ветрова" },
  group: "Двор на Садовой, 12",
  inGroup: [
    ["anna", "Добрый вечер! Завтра в десять привезут саженцы. Кто сможет помочь?"],
    ["boris", "Я приду. Лопаты взять?"],
    ["vera", "Лопаты есть в подвале, ключ у меня."],
    ["gleb", "Буду к одиннадцати, раньше не успею."],
    ["darya", "Испеку пирог с вишней, чай за мной 🍒"],
    ["anna", "Спасибо! Тогда встречаемся у третьего подъезда."],
  ],
  inPrivate: [
    ["boris", "Анна, ты не забыла фотографии с прошлой весны?"],
    ["anna", "Нашла! Принесу завтра."],
    ["boris", "Отлично, сравним, как липы выросли."],
  ],
};

const english = {
  people: { anna: "Anna Lind", boris: "Boris Kim", vera: "Vera Orlova", gleb: "Gleb Falk", darya: "Darya Moreno" },
  group: "Courtyard, 12 Garden Street",
  inGroup: [
    ["anna", "Good evening! The saplings arrive tomorrow at ten. Who can help?"],
    ["boris", "I'll come. Shall I bring spades?"],
    ["vera", "There are spades in the cellar, I have the key."],
    ["gleb", "I'll be there by eleven, not earlier."],
    ["darya", "I'll bake a cherry pie and bring tea 🍒"],
    ["anna", "Thank you! Then we meet at the third entrance."],
  ],
  inPrivate: [
    ["boris", "Anna, do you still have the photos from last spring?"],
    ["anna", "Found them! I'll bring them tomorrow."],
    ["boris", "Great, we'll see how the limes have grown."],
  ],
};

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";

export const conversation = locale.startsWith("ru") ? russian : english;
