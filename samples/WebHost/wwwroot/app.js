"use strict";
fetch("api/jobs").then(answer => answer.json()).then(jobs => {
  for (const job of jobs) {
    const item = document.createElement("li");
    item.textContent = `${job.id}: ${job.state}`;
    document.getElementById("jobs").append(item);
  }
});
