// Questions of a lesson: what a reader chose is marked, counted and kept on the device. Without this
// script, each option opens and says whether it is right.
kb.questions = () => {
  const words = {{ script_words("answers", "question-right") }};
  const told = words[document.documentElement.lang];
  const { make, fill, store } = kb;
  const place = kb.path(location.href);
  const all = (selector, root) => [...root.querySelectorAll(selector)];

  // An answer belongs to these words, and not to those that an author writes later.
  const print = (text) =>
    [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(), 16777619), 2166136261).toString(36);
  const questions = all(".kb-check", document).map((group) => {
    const folds = all(":scope > details", group);
    const texts = [group.firstChild.lastChild, ...folds.map((fold) => fold.firstChild)];
    return { group, folds, name: print(texts.map((one) => one.textContent).join("\n")) };
  });
  let kept = {};
  try {
    kept = JSON.parse(store(`kb-answers ${place}`)) ?? {};
  } catch {}

  const score = make("p");
  const again = make("button", { type: "button", className: "kb-button" }, told.again);
  const box = make("div", { className: "kb-score", hidden: true }, score, again);
  const spoken = make("p", { role: "status", className: "kb-spoken" });
  questions.at(-1).group.after(box, spoken);

  const isRight = (fold) => !!fold.querySelector(".kb-right");
  const allRight = ({ folds, name }) => folds.every((fold, at) => kept[name].includes(at) == isRight(fold));
  const isSeveral = (group) => group.classList.contains("kb-several");

  const count = () => {
    const answered = questions.filter(({ name }) => kept[name]);
    const right = answered.filter((one) => (isSeveral(one.group) ? allRight(one) : isRight(one.folds[kept[one.name][0]])));
    const given = { n: right.length, of: questions.length, answered: answered.length };
    box.hidden = !given.answered;
    score.textContent = fill(given.answered == given.of ? told.all : told.some, given);
    store(`kb-answers ${place}`, JSON.stringify(kept));
    store(`kb-score ${place}`, given.answered ? fill(told.short, given) : "");
  };

  // What stands below several options: a button, and later whether all were found.
  const verdict = ({ group }, ...inside) => {
    group.querySelector(".kb-verdict")?.remove();
    group.append(make("div", { className: "kb-verdict" }, ...inside));
  };
  const mark = (question) => {
    const { group, folds, name } = question;
    for (const at of kept[name]) {
      folds[at].classList.add("kb-chosen");
      folds[at].firstChild.append(make("small", {}, told.yours));
    }
    if (!isSeveral(group)) return folds[kept[name][0]].lastChild.textContent;
    const right = allRight(question);
    const said = right ? told.question_right : told.partly;
    verdict(question, make("p", { className: right ? "kb-right" : "" }, make("b", {}, said)));
    return said;
  };
  const answer = (question, chosen) => {
    kept[question.name] = chosen;
    const said = mark(question);
    count();
    spoken.textContent = `${said} ${score.textContent}`;
  };

  // Of several right options all are ticked before any of them is told.
  const offer = (question) => {
    const { group, folds } = question;
    const boxes = folds.map(() => make("input", { type: "checkbox" }));
    const labels = folds.map((fold, at) => {
      const text = make("span");
      text.append(...fold.firstChild.cloneNode(true).childNodes);
      return make("label", {}, text, boxes[at]);
    });
    const check = make("button", { type: "button", className: "kb-button" }, told.check);
    const choices = make("div", { className: "kb-choices" }, ...labels);
    for (const fold of folds) fold.hidden = true;
    verdict(question, check);
    check.onclick = () => {
      const chosen = [...boxes.keys()].filter((at) => boxes[at].checked);
      if (!chosen.length) return (spoken.textContent = told.none), boxes[0].focus();
      for (const fold of folds) [fold.hidden, fold.open] = [false, true];
      choices.remove();
      answer(question, chosen);
      folds[0].firstChild.focus();
    };
    group.firstChild.after(choices);
  };

  for (const question of questions) {
    const { group, folds, name } = question;
    const valid = Array.isArray(kept[name]) && kept[name].length && kept[name].every((at) => folds[at]);
    if (!valid) delete kept[name];
    if (kept[name]) mark(question);
    else if (isSeveral(group)) offer(question);
    if (isSeveral(group)) continue;
    group.addEventListener("click", ({ target }) => {
      const fold = target.closest("summary")?.parentElement;
      if (fold && !kept[name]) answer(question, [folds.indexOf(fold)]);
    });
    // What was opened before this script came is an answer, too.
    const opened = folds.findIndex((fold) => fold.open);
    if (opened >= 0 && !kept[name]) answer(question, [opened]);
  }
  count();

  again.onclick = () => {
    kept = {};
    for (const small of all(".kb-chosen > summary > small", document)) small.remove();
    for (const question of questions) {
      for (const fold of question.folds) {
        fold.open = false;
        fold.classList.remove("kb-chosen");
      }
      if (isSeveral(question.group) && !question.folds[0].hidden) offer(question);
    }
    count();
    spoken.textContent = told.cleared;
    questions[0].group.scrollIntoView();
    questions[0].group.querySelector("summary, input").focus({ preventScroll: true });
  };
};
