// Puts the page together: what one part learns, the others are told.

import * as api from "./js/api.js";
import { byId, setText } from "./js/dom.js";
import { JobForm } from "./js/form.js";
import { JobList } from "./js/jobs.js";
import { Upload } from "./js/upload.js";
import { Watch } from "./js/watch.js";

const BUSY_SECONDS = 2;
const IDLE_SECONDS = 15;
const RETRY_SECONDS = 3;
const NARROW = "(max-width: 62rem)"; // as in app.css: there the form is above the jobs

const list = new JobList((name, job) => act(name, job));
const watch = new Watch({ changed: job => list.put(job, job.id), connection, act: (name, job) => act(name, job) });
const form = new JobForm({ submitted: job => { list.put(job, job.id); open(job); }, datasetsChanged: () => showDatasets() });
new Upload(data => showDatasets(data.id));

const CONNECTIONS = { connecting: "Connecting", live: "Live", idle: "Connected", ended: "Connected", lost: "No answer from the server" };

function connection(name, seconds) {
  const view = byId("connection");
  view.dataset.state = name;
  setText(view, name === "waiting" ? `No answer. Trying again in ${Math.ceil(seconds)} s` : CONNECTIONS[name]);
}

/** Watches a job; its address is that of the page, so that a reload goes on with it. */
function open(job) {
  history.replaceState(null, "", `#${job.id}`);
  watch.open(job);
  byId("watch-title").focus();
}

const ACTIONS = {
  watch: async job => open(job),
  cancel: async job => list.put(await api.cancelJob(job.id), watch.id),
  resume: async job => open(await api.resumeJob(job.id)),
  download: async job => api.downloadAdapter(job.id),
  remove: async job => {
    await api.removeJob(job.id);
    if (watch.id === job.id) {
      watch.close();
      history.replaceState(null, "", location.pathname);
    }
  },
};

async function act(name, job) {
  const view = byId("jobs-problem");
  view.hidden = true;
  try {
    await ACTIONS[name](job);
    await showJobs();
  } catch (problem) {
    setText(view, `${job.id}: ${problem.message}`);
    view.hidden = false;
  }
}

async function showDatasets(chosen) {
  form.showDatasets(await api.listDatasets(), chosen);
}

async function showJobs() {
  list.show(await api.listJobs(), watch.id);
}

const pause = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

// Jobs of others come and go as well. The job that is watched tells of itself.
async function keepUp() {
  for (;;) {
    await pause(list.isBusy ? BUSY_SECONDS : IDLE_SECONDS);
    if (document.hidden) {
      continue;
    }

    try {
      await showJobs();
      if (byId("connection").dataset.state === "lost") {
        connection("idle");
      }
    } catch {
      if (byId("connection").dataset.state !== "waiting") {
        connection("lost");
      }
    }
  }
}

async function start() {
  form.showProfiles(await api.getProfiles());
  await showDatasets();
  await showJobs();
  connection("idle");
  byId("new").open = list.isEmpty || !matchMedia(NARROW).matches;
  const job = list.find(decodeURIComponent(location.hash.slice(1)));
  if (job) {
    watch.open(job);
    await showJobs();
  }
}

for (let isStarted = false; !isStarted;) {
  try {
    await start();
    isStarted = true;
  } catch (problem) {
    connection("lost");
    console.warn(problem.message);
    await pause(RETRY_SECONDS);
  }
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) { showJobs().catch(() => connection("lost")); } });
keepUp();
