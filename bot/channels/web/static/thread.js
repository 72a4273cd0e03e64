// The messages on the page: new ones are added, edited ones take the place of the old.

const NEAR_THE_END = 60;

export class Thread {
  constructor(box, version) {
    this.box = box;
    this.version = version;
    this.scroller = box.closest(".scroll");
    this.held = null; // what comes while a finger is down: a card that is redrawn under it would lose the tap
    box.addEventListener("pointerdown", () => (this.held ??= []));
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => this.#letGo()));
  }

  // Whoever reads at the end stays there; whoever reads further up is left in peace.
  take(news) {
    if (this.held) {
      this.held.push(news);
      return;
    }
    const atEnd = this.scroller.scrollTop > -NEAR_THE_END; // the box is turned over: its end is at zero
    for (const message of news.messages) this.#place(message);
    this.version = Math.max(this.version, news.version);
    if (news.messages.length && atEnd) this.toEnd();
  }

  #letGo() {
    const held = this.held ?? [];
    this.held = null;
    for (const news of held) this.take(news);
  }

  toEnd() {
    this.scroller.scrollTop = 0;
  }

  #place({ id, version, day, html }) {
    const holder = document.createElement("template");
    holder.innerHTML = html; // made and escaped by the house
    const fresh = holder.content.querySelector("article");
    const old = document.getElementById(fresh.id);
    if (old) {
      if (version > Number(old.dataset.version)) replace(old, fresh);
      return;
    }
    const messages = this.box.querySelectorAll("article");
    const first = messages[0];
    if (first && id < Number(first.id.slice(1))) return; // older than what is shown
    const last = messages[messages.length - 1];
    document.querySelector(".empty")?.remove();
    if (last?.dataset.day !== day) this.box.append(separator(day));
    fresh.classList.add("fresh");
    this.box.append(fresh);
  }
}

// Whoever was on a button of the old card stands on the same button of the new one, or on the card.
function replace(old, fresh) {
  const stood = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!stood) return;
  const same = [...fresh.querySelectorAll("button, a")].find((one) => one.value === stood.value && one.href === stood.href);
  (same ?? fresh).focus({ preventScroll: true });
}

function separator(day) {
  const line = document.createElement("p");
  line.className = "day";
  line.append(Object.assign(document.createElement("span"), { textContent: day }));
  return line;
}
