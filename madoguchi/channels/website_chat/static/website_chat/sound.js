/* Two soft tones for a new message. No file: the browser makes them. Silent where the page may not sound yet. */

export const beep = () => {
  const audio = new AudioContext();
  [660, 880].forEach((frequency, i) => {
    const tone = new OscillatorNode(audio, { frequency }), volume = new GainNode(audio, { gain: 0.08 });
    const at = audio.currentTime + i * 0.12;
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.stop(at + 0.3);
  });
  setTimeout(() => audio.close(), 1000);
};
