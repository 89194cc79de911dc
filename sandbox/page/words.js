// The page's own words in Kazakh, Russian and English, side by side; the person's language decides.

const LANGUAGES = ["kk", "ru", "en"];

const WORDS = {
  people: ["Кімнің атынан жазасыз", "От чьего имени писать", "Write as"],
  chats: ["Чаттар", "Чаты", "Chats"],
  language: ["Тіл", "Язык", "Language"],
  dark: ["Түнгі режим", "Ночной режим", "Night mode"],
  skip: ["Хабарлама өрісіне өту", "Перейти к полю сообщения", "Skip to the message field"],
  input: ["Хабарлама", "Сообщение", "Message"],
  send: ["Жіберу", "Отправить", "Send"],
  commands: ["Пәрмендер мәзірі", "Меню команд", "Command menu"],
  menu: ["Мәзір", "Меню", "Menu"],
  noCommands: ["Бот пәрмен ұсынбаған", "Бот не предложил команд", "The bot offers no commands"],
  start: ["БАСТАУ", "НАЧАТЬ", "START"],
  block: ["Ботты бұғаттау", "Заблокировать бота", "Block the bot"],
  unblock: ["Бұғаттан шығару", "Разблокировать", "Unblock"],
  back: ["Чаттар тізіміне оралу", "Назад к чатам", "Back to chats"],
  chatMenu: ["Чат мәзірі", "Меню чата", "Chat menu"],
  actions: ["Хабарлама әрекеттері", "Действия с сообщением", "Message actions"],
  reply: ["Жауап беру", "Ответить", "Reply"],
  replyTo: ["Жауап: {name}", "Ответ: {name}", "Reply to {name}"],
  noReply: ["Жауап бермеу", "Отменить ответ", "Cancel the reply"],
  copy: ["Мәтінін көшіру", "Скопировать текст", "Copy text"],
  copied: ["Көшірілді", "Скопировано", "Copied"],
  notCopied: ["Көшіру мүмкін болмады", "Не удалось скопировать", "Could not copy"],
  raw: ["Хабарлама деректері", "Данные сообщения", "Message data"],
  close: ["Жабу", "Закрыть", "Close"],
  ok: ["Жарайды", "Хорошо", "OK"],
  cancel: ["Бас тарту", "Отмена", "Cancel"],
  open: ["Ашу", "Открыть", "Open"],
  openLink: ["Сілтеме ашылсын ба?", "Открыть ссылку?", "Open this link?"],
  badLink: ["Бұл сілтеме мұнда ашылмайды", "Эта ссылка здесь не открывается", "This link does not open here"],
  notHere: ["Бұл түйме мұнда жұмыс істемейді", "Эта кнопка здесь не работает", "This button does nothing here"],
  onlyYou: ["Тек сізге көрінеді", "Видите только вы", "Only you see this"],
  edited: ["өзгертілді", "изменено", "edited"],
  via: ["{name} арқылы", "через {name}", "via {name}"],
  silent: ["Дыбыссыз жіберілді", "Отправлено без звука", "Sent silently"],
  bot: ["бот", "бот", "bot"],
  typing: ["жазып жатыр…", "печатает…", "typing…"],
  offline: [
    "Бот қосылмаған. Хабарламаларыңызды іске қосылған соң алады.",
    "Бот не подключён. Он получит сообщения, когда запустится.",
    "The bot is not connected. It gets your messages when it starts.",
  ],
  blockedNow: ["Сіз ботты бұғаттадыңыз", "Вы заблокировали бота", "You have blocked the bot"],
  absent: [
    "Бот бұл топта жоқ. Оны {name} деп шақыруға болады.",
    "Бота нет в этой группе. Его можно позвать: {name}.",
    "The bot is not in this group. Call it with {name}.",
  ],
  lost: ["Байланыс үзілді. Қайта қосылып жатыр…", "Связь прервалась. Подключаемся снова…", "Connection lost. Trying again…"],
  failed: ["Сервер жауап бермейді", "Сервер не отвечает", "The server does not answer"],
  noAnswer: ["Бот жауап бермеді", "Бот не ответил", "The bot did not answer"],
  today: ["Бүгін", "Сегодня", "Today"],
  yesterday: ["Кеше", "Вчера", "Yesterday"],
  earlier: ["Бұрынғы хабарламалар", "Более ранние сообщения", "Earlier messages"],
  bottom: ["Соңғы хабарламаға өту", "К последнему сообщению", "To the last message"],
  log: ["Хабарламалар: {name}", "Сообщения: {name}", "Messages: {name}"],
  empty: ["Әзірге хабарлама жоқ", "Сообщений пока нет", "No messages yet"],
  about: ["Бұл бот не істейді?", "Что умеет этот бот?", "What can this bot do?"],
  poll: ["Сауалнама", "Опрос", "Poll"],
  secretPoll: ["Жасырын сауалнама", "Анонимный опрос", "Anonymous poll"],
  quiz: ["Викторина", "Викторина", "Quiz"],
  secretQuiz: ["Жасырын викторина", "Анонимная викторина", "Anonymous quiz"],
  closed: ["аяқталды", "завершено", "closed"],
  vote: ["Дауыс беру", "Голосовать", "Vote"],
  noVotes: ["Әзірге дауыс жоқ", "Голосов пока нет", "No votes yet"],
  right: ["дұрыс жауап", "верный ответ", "right answer"],
  wrong: ["қате", "неверно", "wrong"],
  mine: ["сіздің таңдауыңыз", "ваш выбор", "your choice"],
  why: ["Түсініктеме", "Пояснение", "Explanation"],
  more: ["Толық көрсету", "Показать полностью", "Show all"],
  less: ["Жию", "Свернуть", "Show less"],
  hidden: ["Жасырын мәтін. Ашу үшін басыңыз", "Скрытый текст. Нажмите, чтобы открыть", "Hidden text. Press to show"],
  hiddenPhoto: ["Жасырын сурет. Ашу үшін басыңыз", "Скрытое фото. Нажмите, чтобы открыть", "Hidden photo. Press to show"],
  photo: ["Сурет", "Фото", "Photo"],
  table: ["Кесте", "Таблица", "Table"],
  keys: ["Жауап пернетақтасы", "Клавиатура ответов", "Reply keyboard"],
  chooseChat: ["Чатты таңдаңыз", "Выберите чат", "Choose a chat"],
  chooseGroup: ["Ботты қай топқа қосасыз?", "В какую группу добавить бота?", "Add the bot to which group?"],
  noGroup: ["Ботты қосатын топ жоқ", "Нет группы, куда можно добавить бота", "There is no group to add the bot to"],
  general: ["Жалпы", "Общее", "General"],
  topics: ["Тақырыптар", "Темы", "Topics"],
  members: ["Мүшелер", "Участники", "Members"],
  creator: ["иесі", "владелец", "owner"],
  administrator: ["әкімші", "администратор", "admin"],
  member: ["мүше", "участник", "member"],
  add_bot: ["Ботты топқа қосу", "Добавить бота в группу", "Add the bot"],
  remove_bot: ["Ботты топтан шығару", "Убрать бота из группы", "Remove the bot"],
  promote_bot: ["Ботты әкімші ету", "Сделать бота администратором", "Make the bot an admin"],
  demote_bot: ["Ботты әкімшіліктен босату", "Лишить бота прав администратора", "Take the bot's admin rights"],
  results: ["Нәтижелер", "Результаты", "Results"],
  noResults: ["Ештеңе табылмады", "Ничего не найдено", "Nothing found"],
  searching: ["Ізделуде…", "Идёт поиск…", "Searching…"],
  draft: ["Бот жауап жазып жатыр", "Бот пишет ответ", "The bot is writing"],
};

const COUNTED = {
  membersOf: [{ other: "{n} мүше" }, { one: "{n} участник", few: "{n} участника", other: "{n} участников" }, { one: "{n} member", other: "{n} members" }],
  votes: [{ other: "{n} дауыс" }, { one: "{n} голос", few: "{n} голоса", other: "{n} голосов" }, { one: "{n} vote", other: "{n} votes" }],
  unread: [
    { other: "{n} жаңа хабарлама" },
    { one: "{n} новое сообщение", few: "{n} новых сообщения", other: "{n} новых сообщений" },
    { one: "{n} new message", other: "{n} new messages" },
  ],
  found: [
    { other: "{n} нұсқа" },
    { one: "{n} вариант", few: "{n} варианта", other: "{n} вариантов" },
    { one: "{n} suggestion", other: "{n} suggestions" },
  ],
};

let column = 0;

/** Makes a person's language the page's; one that the page does not speak becomes English. */
export function speak(code) {
  const found = LANGUAGES.indexOf((code ?? "").slice(0, 2));
  column = found < 0 ? 2 : found;
  document.documentElement.lang = LANGUAGES[column];
}

export const language = () => LANGUAGES[column];

const holes = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A word or sentence of the page. */
export const say = (key, values = {}) => holes(WORDS[key][column], values);

/** A number with its noun. */
export function count(key, n) {
  const forms = COUNTED[key][column];
  return holes(forms[new Intl.PluralRules(language()).select(n)] ?? forms.other, { n });
}

export const NAMES = { kk: "Қазақша", ru: "Русский", en: "English" };
