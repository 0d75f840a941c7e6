(e=>{e.className="js";try{let s=localStorage["kb-scheme"];if(s)e.dataset.scheme=s}catch{}})(document.documentElement)
