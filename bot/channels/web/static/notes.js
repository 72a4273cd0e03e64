// Short answers to a tap, shown by its card. A refusal stays until it is dismissed.

const STAYS = 12000;

export class Notes {
  #status;
  #dismiss;
  #timer = 0;

  constructor(status, dismiss) {
    this.#status = status;
    this.#dismiss = dismiss;
  }

  // What is said under the thread, e.g. that the connection is lost.
  state(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  show({ text, alert }, card = "") {
    clearTimeout(this.#timer);
    for (const old of document.querySelectorAll(".note")) old.remove();
    const note = document.createElement("div");
    note.className = alert ? "note alert" : "note";
    const words = Object.assign(document.createElement("span"), { className: "words", textContent: text });
    const place = document.getElementById(card);
    if (place) place.after(note);
    else document.getElementById("thread").append(note);
    note.setAttribute("role", alert ? "alert" : "status");
    note.append(words);
    if (alert) note.append(this.#button(note, card));
    else this.#timer = setTimeout(() => note.remove(), STAYS);
    note.scrollIntoView({ block: "nearest" });
  }

  #button(note, card) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: this.#dismiss });
    button.addEventListener("click", () => {
      note.remove();
      (document.getElementById(card) ?? document.getElementById("words"))?.focus({ preventScroll: true });
    });
    return button;
  }
}
