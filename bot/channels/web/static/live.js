// News of a thread: a stream while the page is seen; where streams do not get through, a question from time to time.

const ASK_EVERY = 1500;
const ASK_WHERE_STREAMS_FAIL = 5000;

export function follow({ path, live, version, onNews, onClosed, onLost }) {
  let source = null;
  let timer = 0;
  let failures = 0;

  async function look() {
    try {
      const response = await fetch(`${path}/news?after=${version()}`, { headers: { Accept: "application/json" } });
      if (response.status === 401 || response.status === 404) return onClosed();
      if (!response.ok) throw new Error(response.statusText);
      onNews(await response.json());
      onLost(false);
    } catch {
      onLost(true);
    }
  }

  function ask(every) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (document.visibilityState === "visible") await look();
      ask(every);
    }, every);
  }

  function open() {
    if (source || live === "poll") return;
    source = new EventSource(`${path}/events?after=${version()}`);
    source.onopen = () => {
      failures = 0;
      clearTimeout(timer);
      onLost(false);
    };
    source.onmessage = (event) => onNews(JSON.parse(event.data));
    source.addEventListener("closed", () => {
      close();
      onClosed();
    });
    source.onerror = () => {
      failures += 1;
      onLost(true);
      // The browser tries again by itself, unless the answer was no stream at all.
      if (source?.readyState !== EventSource.CLOSED && failures < 3) return;
      close();
      ask(ASK_WHERE_STREAMS_FAIL);
    };
  }

  function close() {
    source?.close();
    source = null;
  }

  // Hidden pages let go of their stream: browsers allow only six to one house.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") return close();
    open();
    look();
  });

  if (live === "poll") ask(ASK_EVERY);
  else if (document.visibilityState === "visible") open();
  return { look };
}
