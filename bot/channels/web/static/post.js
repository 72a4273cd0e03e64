// Sending to the house. The same thing sent again after a failure carries the same id, so it takes effect once.

export class Failure extends Error {}

export class Post {
  #csrf;
  #failed;
  #base;
  #pending = new Map();

  constructor(csrf, failed, base) {
    this.#csrf = csrf;
    this.#failed = failed;
    this.#base = base;
  }

  // Returns what the house answers at once; throws a Failure with words for the person.
  async send(action, fields) {
    const sameAs = JSON.stringify([action, ...Object.values(fields).map((v) => (v instanceof File ? [v.name, v.size] : v))]);
    const update = this.#pending.get(sameAs) ?? freshId();
    this.#pending.set(sameAs, update);
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, update })) body.append(name, value);
    let response;
    let answer;
    try {
      response = await fetch(action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRF-Token": this.#csrf },
        body,
      });
      answer = await response.json();
    } catch {
      throw new Failure(this.#failed);
    }
    this.#pending.delete(sameAs);
    if (response.status === 401) location.assign(`${this.#base}/`);
    if (!response.ok) throw new Failure(answer.error ?? answer.text ?? this.#failed);
    return answer;
  }
}

function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
