// A plugin for the bundler: writes down which files the published page asks for (`publish/page.py` reads it).
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '../jupyter_streamkit/labextension/page.json');

module.exports = class Manifest {
  /** `pick` takes from the bundler's statistics what shall be added to the file. */
  constructor(pick) {
    this.pick = pick;
  }

  apply(compiler) {
    compiler.hooks.done.tap('Manifest', stats => {
      const before = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE)) : {};
      const found = this.pick(stats.toJson({ all: false, assets: true, chunkGroups: true }));
      fs.writeFileSync(FILE, JSON.stringify({ ...before, ...found }, null, 2));
    });
  }
};
