const { siteIdOf } = require('@loyalty-programs/core');

console.log(siteIdOf('a-site'));
