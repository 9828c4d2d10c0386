use std::time::Instant;
use pitchlint::*;
fn main(){
 let p=std::env::args().nth(1).unwrap();
 for _ in 0..3 {
 let t=Instant::now();
 let l=Linter::new(&Selection::default());
 let a=t.elapsed();
 let text=std::fs::read_to_string(&p).unwrap();
 let t=Instant::now();
 let s=Source::new("x",text);
 let d=Document::parse(&s);
 let b=t.elapsed();
 let t=Instant::now();
 let h=l.lexicon().scan(d.prose().folded());
 let c=t.elapsed();
 let t=Instant::now();
 let f=l.check(&s);
 let e=t.elapsed();
 println!("new {a:?} parse {b:?} scan {c:?} hits {} check {e:?} findings {} anchors {} mem {}",h.phrases.len(),f.len(),pitchlint::lexicon::built_in().anchors.len(), l.lexicon().memory_usage());
 }
}
