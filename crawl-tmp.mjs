import { build, stop } from 'esbuild'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { pathToFileURL } from 'node:url'
writeFileSync('crawl-entry.ts', readFileSync('/tmp/rows-entry.ts','utf8'))
const out = '.wrangler/crawl.mjs'
await build({ entryPoints: ['crawl-entry.ts'], outfile: out, bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'error', jsx:'automatic', jsxImportSource:'preact',
 plugins: [{name:'cf',setup(b){b.onResolve({filter:/^cloudflare:workers$/},()=>({path:'cf',namespace:'cf'}));b.onLoad({filter:/.*/,namespace:'cf'},()=>({contents:'export class DurableObject{}; export const env={}'}))}}] })
stop(); rmSync('crawl-entry.ts')
const { createApp, openLocalDatabase, systemRandom } = await import(pathToFileURL(out).href)
const keys = parseEnv(readFileSync('/work/main/.dev.vars','utf8'))
const { db, close } = await openLocalDatabase(process.argv[2])
let tally
const add = (rs, sqls) => { tally.trips++; rs.forEach((r,i)=>{ tally.read += r.meta.rows_read; tally.by.push([r.meta.rows_read, sqls[i]]) }) }
const wrap = (s, sql) => new Proxy(s, { get(t,p){ if(p==='bind') return (...v)=>wrap(t.bind(...v), sql); if(p==='unwrapped') return t; if(p==='sql') return sql
 if(p==='first') return async()=>{const r=await t.all();add([r],[sql]);return r.results[0]??null}
 if(p==='all'||p==='run') return async()=>{const r=await t.all();add([r],[sql]);return r}
 return Reflect.get(t,p)}})
const DB = new Proxy(db.$client,{get(t,p){ if(p==='prepare') return sql=>wrap(t.prepare(sql),sql); if(p==='batch') return async ss=>{const rs=await t.batch(ss.map(s=>s.unwrapped??s)); add(rs, ss.map(s=>s.sql)); return rs}; const v=t[p]; return typeof v==='function'?v.bind(t):v}})
const env = { ...keys, DEMO:'1', DB, GATE:{}, ASSETS:{fetch: async(u)=>{try{return new Response(readFileSync('public'+new URL(u.url??u).pathname))}catch{return new Response('',{status:404})}}}, FILES:{get:async()=>null} }
const app = createApp(process.env.CLOCK?{clock:()=>Number(process.env.CLOCK),random:systemRandom}:undefined)
const ctx = { waitUntil(){}, passThroughOnException(){} }
const origin='http://localhost:8787'
const req = async (path, cookie, init={}) => { tally={trips:0,read:0,by:[]}; const r = await app.fetch(new Request(origin+path,{redirect:'manual',...init,headers:{cookie: cookie??'', origin, accept:'text/html', ...(init.headers??{})}}), env, ctx); return r }
const pw = process.argv[3]
const cookies = {}
for (const name of ['admin','patrol','clerk','reviewer','health1','viewer','keeper','helper','foreman','factory']) {
  const r = await req('/sign-in','',{method:'POST',body:new URLSearchParams({name,password:pw}),headers:{'content-type':'application/x-www-form-urlencoded'}})
  console.error(name, r.status); cookies[name]=r.headers.getSetCookie().map(c=>c.split(';')[0]).join('; ')
}

const CAP=Number(process.env.CAP??30), found=new Map(); let pages=0
const shapeOf = p => p.replace(/[?#].*$/,'').replace(/\/[0-9A-Z]{7}(?=\/|$)/g,'/CODE').replace(/\/[AP]-[0-9A-Z-]+/g,'/NUM').replace(/\/\d{4}-\d\d-\d\d/g,'/DAY').replace(/\/\d{4}-\d+/g,'/YN').replace(/\/\d+(?=\/|$)/g,'/N') + '?' + [...new URLSearchParams(p.split('?')[1]??'')].map(([k])=>k).filter(k=>!/^(lang|big)$/.test(k)).sort().join(',')
const starts = { admin:['/office'], patrol:['/office'], clerk:['/office'], reviewer:['/office'], health1:['/office'], viewer:['/office'], keeper:[], helper:[], foreman:[], factory:[] }
const homes = {}
for (const who of Object.keys(starts)) {
  const seen=new Set(), shapes=new Map(), queue=['/office','/keep','/','/apply',...starts[who]]
  if (process.env.ONLY && !process.env.ONLY.split(',').includes(who)) continue
  while (queue.length) {
    const p=queue.shift(); if (seen.has(p)) continue; seen.add(p)
    const sh=shapeOf(p); const n=shapes.get(sh)??0; if (n>=CAP) continue; shapes.set(sh,n+1)
    let r; try { r=await req(p,cookies[who]) } catch(e) { console.log('ERR',who,p,String(e).slice(0,150)); continue }
    pages++
    const t=await r.text()
    const [read,trips]=[tally.read,tally.trips]
    if (r.status>=500) console.log('500',who,p)
    if (read>100) { const k=who+' '+sh; const o=found.get(k); if(!o||o[0]<read) found.set(k,[read,trips,r.status,p,tally.by.sort((a,b)=>b[0]-a[0]).slice(0,3).map(b=>b[0]+' '+(b[1]||'').replace(/\s+/g,' ').slice(0,140))]) }
    if (r.status===303||r.status===302) { const l=r.headers.get('location'); if(l?.startsWith('/')) queue.push(l) }
    if (!(r.headers.get('content-type')??'').includes('html')) continue
    for (const [,h] of t.matchAll(/href="([^"]+)"/g)) { const u=h.replaceAll('&amp;','&').split('#')[0]; if (!u.startsWith('/')||u.startsWith('/assets')||/[?&](lang|big)=/.test(u)) continue; queue.push(u) }
  }
  console.error(who,'pages',pages,'shapes',shapes.size)
}
for (const [k,v] of [...found].sort((a,b)=>b[1][0]-a[1][0])) { console.log(v[0],v[1],v[2],k,v[3]); for (const x of v[4]) console.log('      ',x) }
await close(); process.exit(0)
